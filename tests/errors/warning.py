raise UserWarning("as error")
