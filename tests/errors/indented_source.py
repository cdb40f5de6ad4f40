if True:
    if True:

            
        raise   ValueError(  "spaces"  )   # comment
